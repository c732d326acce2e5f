import { session } from '#lib/platform/session.svelte.ts';
import { onDuty } from '#lib/staff/on-duty.svelte.ts';

/** Nobody knows yet who sits here, and with that how high the head becomes. */
export const whoIsUnknown = (): boolean =>
	['unknown', 'out', 'in'].includes(session.state) && !onDuty.me && !onDuty.failed;
