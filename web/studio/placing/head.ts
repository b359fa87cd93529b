import type { Guess } from './face_guesses';
import type { Picture, Region } from './picture';

// As in a recipe: middle and half axes in fractions of the picture's width and height, clockwise.
export interface Oval {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
  degrees: number;
}

// Fitted to photos of cats and dogs, close up and in rooms, whose heads were marked by hand. Lengths are in shares of
// the box's shorter side.
const kTrust = 0.66; // in a guess: it weighs e^(kTrust * logit)
const kHighest = 0.29; // of a whole animal's height from the top, down to which the head is as likely as anywhere
const kBelow = 3.9; // what a guess loses in logits for each height of the box below that
const kSmall = 0.41; // a face is hardly smaller
const kTooSmall = 4.6; // what a smaller guess loses
const kNear = 0.16; // guesses this near to each other are of one head
const kOfBody = 0.84; // a head's size, if nothing else is known
const kOfCloseUp = 1.53; // where the picture cuts the animal off on three sides
const kOfGuess = 0.63; // how far the guesses have their way over that
const [kLeastSize, kMostSize] = [0.27, 1.21];
const kEars = 0.1; // of the head's size: so much higher is its middle than the face's
const kInside = 0.6; // of the head's size: so far from the box's sides is its middle
const kEdge = 0.03; // of the picture: what ends nearer to its edge is cut off by it
const kTall = 1.05; // half axes of the oval for a head of size 2
const kWide = 0.95;
const kHeard = 150; // the weightiest guesses; the rest changes nothing
const kCells = 24; // a side, of the places in the box that are compared

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

function cut_off({ left, top, width, height }: Region, picture: Picture): { sides: number; below: boolean } {
  const [x, y] = [kEdge * picture.width, kEdge * picture.height];
  const below = top + height > picture.height - y;
  return { sides: [left < x, top < y, left + width > picture.width - x, below].filter(Boolean).length, below };
}

type Weighed = Guess & { weight: number };

// Heads are on top of animals, where these are seen whole, and not much smaller than a body is thick.
function weighed(all: readonly Guess[], box: Region, whole: boolean): Weighed[] {
  const short = Math.min(box.width, box.height);
  const inside = ({ x, y }: Guess): boolean => x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height;
  const everyone = all.filter(inside).map((guess) => {
    const below = whole ? Math.max(0, (guess.y - box.top) / box.height - kHighest) : 0;
    const too_small = Math.max(0, kSmall - guess.size / short);
    return { ...guess, weight: Math.exp(kTrust * guess.logit - kBelow * below - kTooSmall * too_small) };
  });
  return everyone.sort((a, b) => b.weight - a.weight).slice(0, kHeard);
}

// How much a guess says about a place: 1 at its own, less with the distance.
function nearness(guess: Guess, x: number, y: number, near: number): number {
  const squares = ((guess.x - x) ** 2 + (guess.y - y) ** 2) / (2 * near * near);
  return squares < 6 ? Math.exp(-squares) : 0;
}

// The face that most guesses, by their weight, agree on.
function agreed(all: readonly Weighed[], box: Region): Omit<Guess, 'logit'> | undefined {
  const near = kNear * Math.min(box.width, box.height);
  let [most, at_x, at_y] = [0, 0, 0];
  for (let cell = 0; cell < (kCells + 1) ** 2; cell++) {
    const x = box.left + (box.width * (cell % (kCells + 1))) / kCells;
    const y = box.top + (box.height * Math.floor(cell / (kCells + 1))) / kCells;
    const votes = all.reduce((sum, guess) => sum + guess.weight * nearness(guess, x, y, near), 0);
    if (votes > most) [most, at_x, at_y] = [votes, x, y];
  }
  if (most === 0) return undefined;
  const face = { x: 0, y: 0, size: 0 };
  let sum = 0;
  for (const guess of all) {
    const weight = guess.weight * nearness(guess, at_x, at_y, near);
    sum += weight;
    face.x += weight * guess.x;
    face.y += weight * guess.y;
    face.size += weight * guess.size;
  }
  return { x: face.x / sum, y: face.y / sum, size: face.size / sum };
}

// The oval around the head of the animal in the box.
export function head(all: readonly Guess[], box: Region, picture: Picture): Oval | undefined {
  const { sides, below } = cut_off(box, picture);
  const face = agreed(weighed(all, box, !below), box);
  if (!face) return undefined;
  const short = Math.min(box.width, box.height);
  const usual = short * (sides >= 3 ? kOfCloseUp : kOfBody);
  const size = within((1 - kOfGuess) * usual + kOfGuess * face.size, kLeastSize * short, kMostSize * short);
  const margin = { x: Math.min(kInside * size, box.width / 2), y: Math.min(kInside * size, box.height / 2) };
  const x = within(face.x, box.left + margin.x, box.left + box.width - margin.x);
  const y = within(face.y - kEars * size, box.top + margin.y, box.top + box.height - margin.y);
  return { cx: x / picture.width, cy: y / picture.height, rx: (kWide * size) / 2 / picture.width, ry: (kTall * size) / 2 / picture.height, degrees: 0 };
}
