import { element } from './dom';

export interface Question {
  title: string;
  text: readonly string[]; // paragraphs
  yes: string;
  no: string;
}

let questions = 0;

// Asks in a dialog over the page. True for yes; Escape is no, and so is `over` when nobody wants to know any more. The
// focus returns to where it was.
export function ask({ title, text, yes, no }: Question, over?: AbortSignal): Promise<boolean> {
  const id = `question-${++questions}`;
  const agree = element('button', { value: 'yes', class: 'button' }, yes);
  const refuse = element('button', { value: 'no', class: 'button is-quiet' }, no);
  const dialog = element('dialog', { class: 'question', 'aria-labelledby': id },
    element('form', { method: 'dialog' },
      element('h2', { id }, title),
      ...text.map((paragraph) => element('p', {}, paragraph)),
      element('div', { class: 'button-row' }, agree, refuse)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    over?.addEventListener('abort', () => dialog.close());
    dialog.showModal();
  });
}
