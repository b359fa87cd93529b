import { Hints } from '../../../web/studio/preview/hints';

function shown_by(act: (hints: Hints) => void): readonly string[] | undefined {
  let shown: readonly string[] | undefined;
  act(new Hints((list) => { shown = list; }));
  return shown;
}

test('why a picture could not be painted stands before what may disappoint, until one is painted', () => {
  expect(shown_by((hints) => {
    hints.assess(['The photo is dark.']);
    hints.refuse('Nothing is left.');
  })).toEqual(['Nothing is left.']);
  expect(shown_by((hints) => {
    hints.refuse('Nothing is left.');
    hints.assess(['The photo is dark.']);
  })).toEqual(['Nothing is left.']);
  expect(shown_by((hints) => {
    hints.assess(['The photo is dark.']);
    hints.refuse('Nothing is left.');
    hints.accept();
  })).toEqual(['The photo is dark.']);
});

test('another photo begins without words about the one before', () => {
  expect(shown_by((hints) => {
    hints.assess(['The photo is dark.']);
    hints.refuse('Nothing is left.');
    hints.forget();
  })).toEqual([]);
});
