// What the studio says about keeping. One place, so that it can be translated.
export const kKeepWords = {
  saved: 'Saved on this device.',
  apart: 'This picture is open in another tab too. Each tab keeps its own from here on.',
  full: 'This device has no room to keep your picture. You can go on; it is lost when this page closes.',
  impossible: 'This browser does not let us keep your picture. You can go on; it is lost when this page closes.',
  restored: 'Your picture is back, as you left it.',
  start_over: 'Start over?',
  start_over_text: 'This deletes the photo and what you made of it from this device. What is in your cart stays there.',
  start_over_yes: 'Delete and start over',
  start_over_no: 'Keep it',
} as const;
