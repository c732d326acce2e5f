import type { Mendable } from './states.ts';

type Plain = Exclude<Mendable, 'birth'>;

/** What is typed into the fields that were given back; it stays when the line breaks or the unit refuses it. */
export class Mending {
	typed = $state<Record<Plain, string>>({
		name: '',
		phone: '',
		landmark: '',
		address: '',
		at_home: '',
		representative: ''
	});
	birth = $state({ day: '', month: '', year: '' });

	/** 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD': as much as is known. */
	get #date(): string {
		const { day, month, year } = this.birth;
		const parts = [year.trim(), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')];
		return parts.slice(0, day.trim() ? 3 : month.trim() ? 2 : 1).join('-');
	}

	#valueOf(field: Mendable): string {
		return field === 'birth' ? this.#date : this.typed[field].trim();
	}

	/** Which of these are empty, in their order. */
	missing(fields: readonly Mendable[]): Mendable[] {
		return fields.filter((field) => this.#valueOf(field) === '');
	}

	/** What was typed into these and no others. */
	values(fields: readonly Mendable[]): Partial<Record<Mendable, string>> {
		return Object.fromEntries(fields.map((field) => [field, this.#valueOf(field)]));
	}
}
