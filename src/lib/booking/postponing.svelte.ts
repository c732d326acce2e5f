import { fieldWords } from '#lib/platform/field-words.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { orNull, readDay } from '#lib/platform/typed.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { m } from '#lib/paraglide/messages';
import {
	postpone,
	previewPostponing,
	type Preview,
	type Reason,
	type Scope
} from './lead-booking.ts';

type Doors = { preview: typeof previewPostponing; postpone: typeof postpone };
type Done = Awaited<ReturnType<typeof postpone>>;

const own: Record<string, () => string> = {
	'team.required': m.booking_postpone_fault_team,
	'area.required': m.booking_postpone_fault_area,
	'from_day.required': m.booking_postpone_fault_from,
	'reason.required': m.booking_postpone_fault_reason,
	'note.required': m.booking_postpone_fault_note,
	'from_day.out_of_range': m.booking_postpone_fault_day,
	'to_day.out_of_range': m.booking_postpone_fault_day
};

const words = (field: string, code: string): string =>
	own[`${field}.${code}`]?.() ??
	fieldWords(field, /_day$/.test(field) && code === 'bad_format' ? 'not_a_date' : code);

/** A day being postponed: typed, looked at, and only then taken back. What is changed after the look is looked at again. */
export class Postponing {
	readonly form = new Form(words);
	typed = $state({ whole: 'unit', team: '', area: '', from: '', to: '', reason: '', note: '' });
	#doors: Doors;
	#looking: Saving<Scope & { key: string }, Preview>;
	#sending: Saving<Parameters<typeof postpone>[0], Done>;
	#seen = $state.raw<{ preview: Preview; of: string } | null>(null);

	constructor(doors: Doors = { preview: previewPostponing, postpone }) {
		this.#doors = doors;
		this.#looking = new Saving(
			({ team, area, from_day, to_day }) => this.#doors.preview({ team, area, from_day, to_day }),
			{ form: this.form, creates: () => true }
		);
		this.#sending = new Saving((args) => this.#doors.postpone(args), { form: this.form });
	}

	get busy(): boolean {
		return this.#looking.busy || this.#sending.busy;
	}
	get failed(): unknown {
		return this.#looking.failed ?? this.#sending.failed;
	}
	/** What would be touched; null until it was looked at, and again once something else was typed. */
	get preview(): Preview | null {
		return this.#seen && this.#seen.of === JSON.stringify(this.#scope())
			? this.#seen.preview
			: null;
	}

	#scope(): Scope {
		const { whole, team, area, from, to } = this.typed;
		const from_day = readDay(from);
		return {
			team: whole === 'team' ? team || null : null,
			area: whole === 'area' ? area || null : null,
			from_day,
			to_day: to.trim() ? readDay(to) : from_day
		};
	}

	#missing(): (readonly [string, string])[] {
		const { whole, team, area, from, reason, note } = this.typed;
		const missing: [string, boolean][] = [
			['team', whole === 'team' && !team],
			['area', whole === 'area' && !area],
			['from_day', !from.trim()],
			['reason', !reason],
			['note', reason === 'other' && !note.trim()]
		];
		return missing.flatMap(([field, is]) => (is ? [[field, 'required'] as const] : []));
	}

	async look(): Promise<void> {
		const missing = this.#missing();
		this.form.failAll(missing);
		if (missing.length > 0) return;
		const scope = this.#scope();
		const preview = await this.#looking.save(scope);
		if (preview) this.#seen = { preview, of: JSON.stringify(scope) };
	}

	/** The report, or null when it was refused. */
	async send(): Promise<Done | null> {
		const { reason, note } = this.typed;
		const asked = { ...this.#scope(), reason: reason as Reason, note: orNull(note) };
		const done = await this.#sending.save(asked);
		if (done) this.#seen = null;
		return done;
	}
}
