import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { ForCaller } from './officer-caller.svelte.ts';
import type * as officer from './officer-booking.ts';
import type { Done, HotlineDoors } from './officer-hotline-doors.ts';
import { callBackOf, controlOf, inOrder, type Wrong } from './officer-hotline-form.ts';
import { NearBy } from './officer-hotline-near.svelte.ts';
import { readPerson } from './officer-hotline-person.ts';
import { CallerSearch } from './officer-hotline-search.svelte.ts';
import { hotlineFaultWords } from './officer-hotline-words.ts';
import { relationOptions } from './words.ts';

const nowhere = { areas: [], hamlets: [] };

/** One caller, from the number to the slip: the form of a visit, shortened to what is typed while somebody speaks. */
export class HotlineCall {
	readonly visit: ForCaller;
	readonly search: CallerSearch;
	/** Gatherings that they may come to instead. */
	readonly near: NearBy;
	readonly form = new Form(hotlineFaultWords);
	/** One line a person: "Nguyễn Thị Lụa 1941". */
	readonly lines = $state<string[]>(['']);
	/** An open case of the caller that the operator looks at instead. */
	looking = $state<string | null>(null);
	#channel = $state<officer.DeskChannel>('hotline');
	#done = $state.raw<Done | null>(null);
	#failed = $state.raw<unknown>(null);
	#told = $state(false);
	#finding: Promise<void> | null = null;
	#today: () => string;
	#secret: HotlineDoors['secret'];
	#visiting: Command<officer.EnterVisit, officer.Entered>;
	#calling: Command<officer.EnterCallBack, officer.Entered>;

	constructor(today: () => string, doors: HotlineDoors) {
		this.#today = today;
		this.#secret = doors.secret;
		this.visit = new ForCaller({ call_back: null, area: '', places: nowhere }, today, doors.offers);
		this.near = new NearBy(this.visit, doors.near);
		this.search = new CallerSearch(doors.find);
		this.#visiting = new Command(doors.enterVisit);
		this.#calling = new Command(doors.enterCallBack);
		this.answers.people[0]!.service = 'renew';
		// Who rings is at home with them, until they say otherwise: that is whom the team calls at the door.
		this.answers.contact.who_is_home = 'me';
	}

	get answers() {
		return this.visit.draft.answers;
	}
	get done(): Done | null {
		return this.#done;
	}
	/** The last refusal that belongs to no field. */
	get failed(): unknown {
		return this.#failed;
	}
	/** A colleague entered this caller while this was being typed. */
	get told(): boolean {
		return this.#told;
	}
	get found(): officer.Caller | null {
		return this.search.of(this.answers.contact.phone);
	}

	get channel(): officer.DeskChannel {
		return this.#channel;
	}
	/** Whose places are asked for follows from how the caller came. */
	set channel(next: officer.DeskChannel) {
		this.#channel = next;
		this.visit.list.pool = next === 'hotline' ? 'hotline' : 'ward';
		this.visit.list.forget();
		this.#finding = null;
		this.near.forget();
	}

	/** `self`, or what the caller is to the person who is visited. */
	get relation(): string {
		const { booking_for, contact } = this.answers;
		return booking_for === 'self' ? 'self' : contact.relation;
	}
	set relation(next: string) {
		const others = relationOptions('other').some(({ value }) => value === next);
		this.answers.booking_for = next === 'self' ? 'self' : others ? 'other' : 'relative';
		this.answers.contact.relation = next === 'self' ? '' : next;
	}

	/** The place as one value, so that it is found by typing: area and hamlet, or the area alone. */
	get place(): string {
		const { area, hamlet } = this.answers.place;
		return area && `${area} ${hamlet}`;
	}
	set place(next: string) {
		const [area = '', hamlet = ''] = next.split(' ');
		Object.assign(this.answers.place, { area, hamlet });
	}

	type(index: number, line: string) {
		this.lines[index] = line;
		Object.assign(this.answers.people[index]!, readPerson(line, this.#today()));
	}

	/** Adds somebody of the same household. */
	addPerson() {
		const at = this.visit.draft.addPerson();
		this.answers.people[at]!.service = 'renew';
		this.lines.push('');
	}

	removePerson(index: number) {
		if (this.lines.length === 1) return;
		this.lines.splice(index, 1);
		this.visit.draft.removePerson(index);
	}

	/** Asks what is free for these people at this place, once; the first window is marked, for it is what is offered first. */
	async findWindows(): Promise<void> {
		const { list, found } = this.visit;
		if (found && this.#finding && !list.failed) return this.#finding;
		this.#finding = Promise.all([this.visit.find(), this.near.read()]).then(() => {
			if (!this.near.chosen) list.token ||= list.windows[0]?.token ?? '';
		});
		return this.#finding;
	}

	/** Pressed once the sentence was read and the caller agreed: that press is the consent. */
	async enter(): Promise<void> {
		// Windows are shown a moment before the first of them is marked: whoever is that quick means it.
		await this.#finding;
		const { contact, people } = this.answers;
		if (this.relation === 'self') contact.name = people[0]!.name;
		this.#agreed(true);
		const form = this.visit.draft.form;
		// Who calls for themselves is asked for one name.
		const wrong = this.visit.wrong.filter(
			([field]) =>
				(this.relation !== 'self' || field !== 'contact.name') &&
				(this.near.chosen === null || field !== 'window')
		);
		const sent = await this.#send(wrong, async (common) => {
			if (!form) return null;
			const gathering = this.near.chosen;
			const args = { ...common, token: gathering ? null : this.visit.token, gathering, form };
			return (await this.#visiting.run(args)).answer;
		});
		if (!sent) this.#agreed(false);
	}

	/** Nothing can be promised yet: somebody of the unit calls the number later. */
	async callLater(): Promise<void> {
		const { wrong, form } = callBackOf(this.answers);
		await this.#send(wrong, async (common) => {
			return (await this.#calling.run({ ...common, form })).answer;
		});
	}

	async #send(
		wrong: Wrong,
		run: (common: Omit<officer.EnterCallBack, 'form'>) => Promise<officer.Entered | null>
	): Promise<boolean> {
		this.#failed = null;
		this.#fail(wrong);
		if (wrong.length > 0) return false;
		await this.form.once(async () => {
			try {
				const { code, lookupHash } = await this.#secret();
				const seen = this.found?.cases.map(({ id }) => id) ?? [];
				const booked = await run({ lookup_hash: lookupHash, channel: this.channel, seen });
				const names = this.answers.people.map(({ name }) => name.trim()).filter(Boolean);
				if (booked) this.#done = { booked, code, names };
			} catch (problem) {
				await this.#refused(problem);
			}
		});
		return this.#done !== null;
	}

	async #refused(problem: unknown): Promise<void> {
		const { code, status, fields } = problem instanceof Problem ? problem : { fields: [] };
		if (status === 422 && fields.length > 0)
			return this.#fail(fields.map((one) => [one.field, one.code] as const));
		this.#failed = problem;
		if (code === 'caller_known') {
			this.#told = true;
			await this.search.again(this.answers.contact.phone);
		} else await this.visit.list.after(problem);
	}

	#agreed(agreed: boolean) {
		this.answers.consent = agreed;
		this.answers.contact.person_knows = agreed;
	}

	#fail(wrong: Wrong) {
		this.form.failAll(inOrder(wrong).map(([field, code]) => [controlOf(field), code] as const));
	}
}
