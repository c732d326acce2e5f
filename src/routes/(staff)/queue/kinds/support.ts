import type { CaseForms } from '#lib/queue/doing.svelte.ts';
import OfficerConsent from '#lib/support/OfficerConsent.svelte';
import OfficerDay from '#lib/support/OfficerDay.svelte';
import OfficerDecide from '#lib/support/OfficerDecide.svelte';
import OfficerEnd from '#lib/support/OfficerEnd.svelte';
import OfficerGive from '#lib/support/OfficerGive.svelte';
import OfficerVisitMade from '#lib/support/OfficerVisitMade.svelte';

export { default as Facts } from './Support.svelte';

export const forms = {
	consent: OfficerConsent,
	visit_day: OfficerDay,
	visit_made: OfficerVisitMade,
	decide: OfficerDecide,
	give: OfficerGive,
	end_support: OfficerEnd
} as const satisfies CaseForms;
