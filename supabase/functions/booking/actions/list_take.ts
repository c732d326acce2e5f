import { Refusal, invalid, type RefusedField } from '../../_shared/answer/index.ts';
import { readForm } from '../form.ts';
import { once } from '../../_shared/edge/once.ts';
import type { Run } from '../ports.ts';
import type { Args, Form, ListRow } from '../shapes.ts';
import type { TakenRow } from '../store.ts';

/** A list's rows become visits on the waitlist, all of them or none. */
export const listTake: Run<'booking_list_take'> = async (ports, args) => {
	const { officer } = await ports.officer().whoLists();
	return once(ports, 'booking_list_take', args, async (command) => {
		const faults: RefusedField[] = [];
		const rows = args.rows.map((row, at): TakenRow => {
			const { lookup_hash, hamlet, note } = row;
			const form = read(formOf(row, args.contact), `rows.${at}`, ports.now(), faults);
			return { row: row.row, lookup_hash, hamlet, form, words: ports.words(), note };
		});
		// Every row at fault in one answer.
		if (faults.length > 0) throw invalid(faults);
		return ports.store.listTake(command, { officer, channel: args.channel, rows });
	});
};

/** The form as a resident would have filled it in. Without a number of their own, whoever made the list is called. */
function formOf(row: ListRow, contact: Args<'booking_list_take'>['contact']): Form {
	const { name, birth, phone, hamlet, address, landmark } = row;
	return {
		booking_for: phone === null ? 'other' : 'self',
		people: [
			{
				name,
				birth,
				service: row.service,
				needs: row.needs,
				lacks_capacity: false,
				representative: null,
				old_number: null
			}
		],
		consent: true,
		// SQL knows which area the hamlet lies in.
		place: {
			kind: 'home',
			area: '',
			hamlet,
			landmark,
			address,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			...(phone === null ? contact : { name, phone }),
			relation: phone === null ? 'hamlet_head' : 'self',
			person_knows: true,
			at_home: null
		}
	};
}

/** What the whole form demands, as faults of its row under the names that the row has for its fields. */
function read(form: Form, row: string, now: number, faults: RefusedField[]): Form {
	try {
		return readForm(form, now);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { field = '', fields = [{ field, code: error.code }] } = error.details;
		for (const one of fields)
			faults.push({
				field: `${row}.${one.field.replace(/^(people\.0|contact|place)\./, '')}`,
				code: one.code
			});
		return form;
	}
}
