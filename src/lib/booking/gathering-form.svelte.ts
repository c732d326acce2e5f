import { formatMinutes } from '#lib/platform/format.ts';
import { orNull, readMinutes } from '#lib/platform/typed.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { gatheringMinutes } from '#shared/durations/index.ts';
import { gatheringFaultWords } from './gathering-words.ts';
import {
	saveGathering,
	type Gathering,
	type GatheringForm,
	type Gatherings,
	type SaveGathering
} from './gatherings-booking.ts';

export type Typed = {
	team_day: string;
	kind: GatheringForm['kind'];
	name: string;
	/** Area and hamlet as one value: "21439 <hamlet>", or the area alone. */
	place: string;
	landmark: string;
	from: string;
	to: string;
	keeper_name: string;
	keeper_phone: string;
	note: string;
};

export const placeValue = ({ area, hamlet }: { area: string; hamlet: string | null }): string =>
	hamlet ? `${area} ${hamlet}` : area;

export const blank = (team_day: string, place: string): Typed => ({
	...{ team_day, kind: 'culture_house' as const, name: '', place, landmark: '', from: '', to: '' },
	...{ keeper_name: '', keeper_phone: '', note: '' }
});
export const asItIs = (one: Gathering): Typed => ({
	team_day: one.team_day,
	kind: one.kind,
	name: one.name,
	place: placeValue(one),
	landmark: one.landmark ?? '',
	from: formatMinutes(one.from),
	to: formatMinutes(one.to),
	keeper_name: one.keeper.name ?? '',
	keeper_phone: one.keeper.phone ?? '',
	note: one.note ?? ''
});

/** Minutes that so many people take, on quarters of an hour: what is proposed as the length of the stay. */
export const stayFor = (people: number, minutes: Gatherings['minutes']): number =>
	Math.ceil(gatheringMinutes(Array(people).fill({ needs: [] }), minutes) / 15) * 15;

/** A gathering being typed: opened, or changed. What is typed stays until the server has said that it has it. */
export class EditedGathering {
	typed = $state() as Typed;
	readonly form = new Form(gatheringFaultWords);
	#saving: Saving<SaveGathering, { id: string; version: number }>;

	constructor(typed: Typed, send: typeof saveGathering = saveGathering) {
		this.typed = typed;
		this.#saving = new Saving(send, { form: this.form });
	}

	get busy(): boolean {
		return this.#saving.busy;
	}
	get failed(): unknown {
		return this.#saving.failed;
	}
	/** Minutes between the hours as they are typed; NaN while one of them is none. */
	get minutes(): number {
		return readMinutes(this.typed.to) - readMinutes(this.typed.from);
	}

	/** Its id when it was saved, else null; `known` is the one that is changed. */
	async save(known: Pick<Gathering, 'id' | 'version'> | null): Promise<string | null> {
		const { form, wrong } = readTyped(this.typed);
		this.form.failAll(wrong);
		if (wrong.length > 0) return null;
		const done = await this.#saving.save({
			gathering: known?.id ?? null,
			version: known?.version ?? null,
			form
		});
		return done?.id ?? null;
	}
}

/** What the door wants of what was typed, and what is wrong with it, from top to bottom. */
export function readTyped(typed: Typed) {
	const wrong: (readonly [field: string, code: string])[] = [];
	const need = (field: string, value: string) => {
		if (!value.trim()) wrong.push([field, 'required']);
	};
	need('team_day', typed.team_day);
	need('name', typed.name);
	need('place', typed.place);
	const [from, to] = [readMinutes(typed.from), readMinutes(typed.to)];
	if (Number.isNaN(from)) wrong.push(['from', 'bad_format']);
	if (Number.isNaN(to)) wrong.push(['to', 'bad_format']);
	if (from >= to) wrong.push(['to', 'out_of_range']);
	need('keeper.name', typed.keeper_name);
	need('keeper.phone', typed.keeper_phone);
	const [area = '', hamlet = null] = typed.place.split(' ');
	const form: GatheringForm = {
		team_day: typed.team_day,
		kind: typed.kind,
		name: typed.name.trim(),
		area,
		hamlet,
		landmark: orNull(typed.landmark),
		from,
		to,
		keeper: { name: typed.keeper_name.trim(), phone: typed.keeper_phone.trim() },
		note: orNull(typed.note)
	};
	return { form, wrong };
}
