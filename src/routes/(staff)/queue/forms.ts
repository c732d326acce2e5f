/** Which form opens for which action of a case; the rooms make the forms, the queue only shows them. */
import type { Component } from 'svelte';
import type { FormProps } from '#lib/booking/officer-booking.ts';
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
import type { FormProps as CaseFormProps } from '#lib/queue/doing.svelte.ts';
import { queueForms } from '#lib/queue/forms.ts';
import OfficerConsent from '#lib/support/OfficerConsent.svelte';
import OfficerDay from '#lib/support/OfficerDay.svelte';
import OfficerDecide from '#lib/support/OfficerDecide.svelte';
import OfficerEnd from '#lib/support/OfficerEnd.svelte';
import OfficerGive from '#lib/support/OfficerGive.svelte';
import OfficerVisitMade from '#lib/support/OfficerVisitMade.svelte';
import type { FormProps as SupportProps } from '#lib/support/officer-support.ts';
import BookForCaller from './BookForCaller.svelte';
import type { Offered } from './offered.ts';
import ReplaceCode from './ReplaceCode.svelte';
import Split from './Split.svelte';

const bookingForms = {
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
	card_handed: OfficerCardHanded,
	book_for_caller: BookForCaller
} as const satisfies Record<string, Component<FormProps>>;

const supportForms = {
	consent: OfficerConsent,
	visit_day: OfficerDay,
	visit_made: OfficerVisitMade,
	decide: OfficerDecide,
	give: OfficerGive,
	end_support: OfficerEnd
} as const satisfies Record<string, Component<SupportProps>>;

export const forms: Record<Offered, Component<CaseFormProps>> = {
	...queueForms,
	...bookingForms,
	...supportForms,
	replace_code: ReplaceCode,
	split: Split
};
