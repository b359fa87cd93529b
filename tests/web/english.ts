import english from '../../web/text/en.json';
import { provide_words } from '../../web/studio/text/text';

// Tests read what a page in English says.
provide_words('en', english);
