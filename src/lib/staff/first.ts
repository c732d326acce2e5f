import { Ahead } from '#lib/platform/ahead.ts';
import { me } from './staff.ts';

/** Who is signed in: what every page of officers asks first. */
export const firstMe = new Ahead(me);
