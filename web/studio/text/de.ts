import words from 'virtual:words/de';
import { provide_words } from './text';

provide_words('de', words);
