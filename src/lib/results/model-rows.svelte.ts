/** The models of a unit while a lead fills them in and orders them. */
import type { Programme } from '#contracts/results.ts';
import { orNull } from '#lib/platform/typed.ts';
import type { Desk, ModelArgs } from './lead-results.ts';
import { sinceWords } from './report-words.ts';

export type ModelRow = {
	/** Null: a new row. */
	id: string | null;
	/** Tells rows apart while they move. */
	key: number;
	name: string;
	aim: string;
	/** "2023" or "04/2023". */
	since: string;
	programme: Programme | '';
};

/** "2023" or "4/2023" → year and month; nothing typed is nothing known; null for anything else. */
export function readSince(typed: string): Pick<ModelArgs, 'since_year' | 'since_month'> | null {
	const found = /^(?:(\d{1,2})\s*[/.-]\s*)?(\d{4})$/.exec(typed.trim());
	if (!found) return typed.trim() === '' ? { since_year: null, since_month: null } : null;
	const month = found[1] ? Number(found[1]) : null;
	if (month !== null && (month < 1 || month > 12)) return null;
	return { since_year: Number(found[2]), since_month: month };
}

const MOST = 20;

export class ModelRows {
	#made = 0;
	#rows = $state<ModelRow[]>([]);

	constructor(models: Desk['models']) {
		this.#rows = models.map((model) => ({
			...{ id: model.id, key: this.#made++, name: model.name ?? '', aim: model.aim ?? '' },
			...{ since: sinceWords(model) ?? '', programme: model.programme ?? '' }
		}));
	}

	get rows(): ModelRow[] {
		return this.#rows;
	}
	get full(): boolean {
		return this.#rows.length >= MOST;
	}

	add() {
		if (this.full) return;
		this.#rows.push({
			...{ id: null, key: this.#made++, name: '', aim: '', since: '', programme: '' as const }
		});
	}
	remove(at: number) {
		this.#rows.splice(at, 1);
	}
	/** One place up (−1) or down (1); from an end it goes nowhere. */
	move(at: number, by: -1 | 1) {
		const to = at + by;
		if (to < 0 || to >= this.#rows.length) return;
		[this.#rows[at], this.#rows[to]] = [this.#rows[to]!, this.#rows[at]!];
	}

	/** As the door wants them, or the fields at fault. */
	read(): { models: ModelArgs[]; faults: [field: string, code: string][] } {
		const faults: [string, string][] = [];
		const models = this.#rows.map((row, n): ModelArgs => {
			// In the order of the page.
			const said = row.aim.trim() !== '' || row.since.trim() !== '' || row.programme !== '';
			if (said && row.name.trim() === '') faults.push([`models.${n}.name`, 'required']);
			const since = readSince(row.since);
			if (!since) faults.push([`models.${n}.since`, 'bad_format']);
			const twice = this.#rows.findIndex(({ programme }) => programme === row.programme) < n;
			if (row.programme && twice) faults.push([`models.${n}.programme`, 'duplicate']);
			return {
				...{ id: row.id, name: orNull(row.name), aim: orNull(row.aim) },
				...(since ?? { since_year: null, since_month: null }),
				programme: row.programme || null
			};
		});
		return { models, faults };
	}
}
