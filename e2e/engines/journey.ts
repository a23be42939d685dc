import { FORM_STEPS } from './form-steps.ts';
import { INSPECTOR_STEPS } from './inspector-steps.ts';
import { LIST_STEPS } from './list-steps.ts';
import { OFFLINE_STEPS } from './offline-steps.ts';
import type { Step } from './steps.ts';

/** The main job, in the order of a first visit. */
export const JOURNEY: readonly Step[] = [...FORM_STEPS, ...INSPECTOR_STEPS, ...OFFLINE_STEPS, ...LIST_STEPS];
