import { invalid, type RefusedField } from '../_shared/answer/index.ts';
import { dialled } from '../_shared/phones/dialled.ts';
import type { Form } from './shapes.ts';

/**
 * The form with its phones as E.164. What one field cannot tell is asked here: who asked, a phone that rings, a place that can
 * be found, what happened where it is neither of the named.
 * @throws Refusal 422 `invalid` with every field at fault
 */
export function readForm(form: Form): Form {
	const faults: RefusedField[] = [];
	const demand = (holds: boolean, field: string, code = 'required'): void => {
		if (!holds) faults.push({ field, code });
	};
	const { asker, asked_by, family_phone } = form;
	const own = asker === 'self';
	demand(form.hardship !== 'other' || form.story !== null, 'story');
	demand(form.hamlet !== null || form.landmark !== null, 'landmark');
	demand(own || asked_by !== null, 'asked_by');
	demand(!own || asked_by === null, 'asked_by', 'bad_format');
	demand(!own || family_phone !== null, 'family_phone');
	const read = {
		...form,
		family_phone: family_phone === null ? null : dialled(family_phone, 'family_phone', faults),
		asked_by: asked_by && { ...asked_by, phone: dialled(asked_by.phone, 'asked_by.phone', faults) }
	};
	if (faults.length > 0) throw invalid(faults);
	return read;
}
