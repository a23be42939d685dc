import { wear } from '../lib/wear.ts';

import css from './library-look.css?inline';

wear(css);
