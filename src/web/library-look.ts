import { wear } from './wear.ts';

import css from './library-look.css?inline';

wear(css);
