/** What comes while the sender reads: the questions, the page of the code, and the tip they make. */
import { startTip } from '#lib/tips/start.ts';
import { unitOf, type Served } from '#lib/unit/areas.ts';
import type { Floors } from '#lib/unit/floors.ts';

export { default as Writing } from './Writing.svelte';

export const begin = (served: Served, floors: Floors) =>
	startTip(floors, (area) => unitOf(served, area)?.code ?? '');
