import { isDay } from '#shared/days/index.ts';
import { orNull, readDay } from '#lib/platform/typed.ts';
import type { Document } from './clocks-queue.ts';

type Missing = (readonly [field: string, code: string])[];

/** A document as it is being typed: number, day, who signed. */
export class TypedDocument {
	number = $state('');
	day = $state('');
	granted_by = $state('');

	/** Nothing was typed. */
	get empty(): boolean {
		return [this.number, this.day, this.granted_by].every((typed) => typed.trim() === '');
	}

	/** As the door takes it; null where none is needed and nothing was typed. */
	value(needed: boolean): Document | null {
		if (this.empty && !needed) return null;
		return {
			number: this.number.trim(),
			day: readDay(this.day),
			granted_by: this.granted_by as Document['granted_by']
		};
	}

	/** What is missing or is no day, by the names of the fields. */
	missing(needed: boolean): Missing {
		if (this.empty && !needed) return [];
		const day = orNull(this.day) && readDay(this.day);
		return [
			...(this.number.trim() ? [] : [['document.number', 'required'] as const]),
			...(day === null ? [['document.day', 'required'] as const] : []),
			...(day !== null && !isDay(day) ? [['document.day', 'not_a_date'] as const] : []),
			...(this.granted_by ? [] : [['document.granted_by', 'required'] as const])
		];
	}
}
