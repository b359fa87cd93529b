// Fingers on a page of a context with `hasTouch`.
export async function finger_of(context, page) {
  const browser = await context.newCDPSession(page);
  const touch = (type, points) => browser.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
  const drag = async (from, to, steps = 8) => {
    await touch('touchStart', [from]);
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
    }
    await touch('touchEnd', []);
  };
  return { touch, drag };
}
