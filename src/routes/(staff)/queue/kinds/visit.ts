import OfficerCancel from '#lib/booking/OfficerCancel.svelte';
import OfficerCardHanded from '#lib/booking/OfficerCardHanded.svelte';
import OfficerCardReady from '#lib/booking/OfficerCardReady.svelte';
import OfficerConfirm from '#lib/booking/OfficerConfirm.svelte';
import OfficerGather from '#lib/booking/OfficerGather.svelte';
import OfficerMove from '#lib/booking/OfficerMove.svelte';
import OfficerOffer from '#lib/booking/OfficerOffer.svelte';
import OfficerOutcome from '#lib/booking/OfficerOutcome.svelte';
import OfficerPropose from '#lib/booking/OfficerPropose.svelte';
import OfficerReadiness from '#lib/booking/OfficerReadiness.svelte';
import OfficerWait from '#lib/booking/OfficerWait.svelte';
import type { CaseForms } from '#lib/queue/doing.svelte.ts';

export { default as Facts } from './Visit.svelte';

export const forms = {
	confirm: OfficerConfirm,
	move: OfficerMove,
	gather: OfficerGather,
	take_offer: OfficerOffer,
	wait: OfficerWait,
	propose: OfficerPropose,
	cancel: OfficerCancel,
	readiness: OfficerReadiness,
	outcome: OfficerOutcome,
	card_ready: OfficerCardReady,
	card_handed: OfficerCardHanded
} as const satisfies CaseForms;
