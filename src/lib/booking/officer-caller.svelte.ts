import { formatPhone } from '#lib/platform/format.ts';
import { badPhone } from '#lib/platform/phone.ts';
import { Draft } from './draft.svelte.ts';
import type { CallBackDetail, CaseOffers, Pool, Wanted } from './officer-booking.ts';
import { OfficerOffers } from './officer-offers.svelte.ts';
import { hamletOptions, type Places } from './places.ts';
import { questionsFor } from './steps.ts';

type Wrong = (readonly [field: string, code: string])[];
type Read = (wanted: Wanted, pool: Pool) => Promise<CaseOffers>;
type Caller = { call_back: CallBackDetail | null; area: string; places: Places };

/** A visit an officer enters for somebody on the phone: the same form as the public one, all on one page. */
export class ForCaller {
	readonly draft: Draft;
	readonly list: OfficerOffers;
	/** No window suits: the visit is entered without one and waits. */
	waiting = $state(false);
	#found = $state('');

	/** What the caller said when asking for a call is filled in; `today` is the day in Việt Nam. */
	constructor({ call_back, area, places }: Caller, today: () => string, read: Read) {
		this.draft = new Draft(today);
		this.list = new OfficerOffers((pool) => read(this.draft.wanted, pool));
		const { contact, place } = this.draft.answers;
		contact.name = call_back?.name ?? '';
		contact.phone = call_back?.phone ? formatPhone(call_back.phone) : '';
		place.area = places.areas.some(({ value }) => value === area) ? area : '';
		place.hamlet =
			hamletOptions(places, place.area).find(({ label }) => label === call_back?.hamlet_name)
				?.value ?? '';
	}

	/** The windows shown are for just these people at this place. */
	get found(): boolean {
		return this.#found === this.#asked;
	}

	/** Looks for windows; false while the area is missing, without which there is nothing to ask. */
	async find(): Promise<boolean> {
		if (!this.draft.answers.place.area) return false;
		this.list.forget();
		this.#found = this.#asked;
		await this.list.load();
		return true;
	}

	/** All that is wrong with the page, from top to bottom. */
	get wrong(): Wrong {
		const { contact } = this.draft.answers;
		const typed = questionsFor(this.draft.people.length)
			.flatMap((step) => this.draft.faults(step))
			.map(({ field, code }) => [field, code] as const);
		const numbers = [{ field: 'contact.phone', phone: contact.phone }];
		if (contact.who_is_home === 'other')
			numbers.push({ field: 'contact.at_home.phone', phone: contact.at_home.phone });
		const phones: Wrong = numbers
			.filter(({ phone }) => badPhone(phone))
			.map(({ field }) => [field, 'bad_phone']);
		const window: Wrong = this.waiting || this.token ? [] : [['window', 'required']];
		return [...typed, ...phones, ...window];
	}

	/** The marked window; null for the waitlist, or where the windows were for other people. */
	get token(): string | null {
		return !this.waiting && this.found && this.list.token ? this.list.token : null;
	}

	get #asked(): string {
		return JSON.stringify(this.draft.wanted);
	}
}
