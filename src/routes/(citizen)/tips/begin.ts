/** What comes while the sender reads: the questions, the page of the code, and the tip they make. */
import { startTip } from '#lib/tips/start.ts';
import type { Built } from '#lib/tips/readers.ts';
import { unitAt, unitOf, type Served } from '#lib/unit/areas.ts';

export { default as Writing } from './Writing.svelte';

export const begin = (served: Served, built: Built) =>
	startTip(built, {
		unitOf: (area) => unitOf(served, area)?.code ?? '',
		policeName: (unit) => unitAt(served, unit)?.police_name ?? ''
	});
