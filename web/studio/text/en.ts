import words from 'virtual:words/en';
import { provide_words } from './text';

provide_words('en', words);
