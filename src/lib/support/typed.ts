/** What is typed, question by question, and the contract's form that it comes to. */

/** Names of the questions in their order; the last shows all of it once more. */
export const steps = ['asker', 'what', 'wants', 'where', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];

export type Typed = {
	asker: string;
	hardship: string;
	story: string;
	wants: string[];
	area: string;
	hamlet: string;
	landmark: string;
	family_name: string;
	family_phone: string;
	asked_by: { name: string; phone: string; may_name: string };
	consent: boolean;
};

export const blank = (): Typed => ({
	asker: '',
	hardship: '',
	story: '',
	wants: [],
	area: '',
	hamlet: '',
	landmark: '',
	family_name: '',
	family_phone: '',
	asked_by: { name: '', phone: '', may_name: '' },
	consent: false
});

/** Fields of the contract that each question asks for. */
const fields: Record<Step, readonly string[]> = {
	asker: ['asker'],
	what: ['hardship', 'story'],
	wants: ['wants'],
	where: ['area', 'hamlet', 'landmark'],
	contact: ['family_name', 'family_phone', 'asked_by'],
	check: ['consent']
};

/** The question in which a field of the contract stands. */
export const stepOf = (field: string): Step =>
	steps.find((step) => fields[step].includes(field.split('.')[0] ?? '')) ?? 'check';

/** As the contract has it; not yet checked. */
export function formOf(typed: Typed) {
	const { asked_by, story, hamlet, landmark, family_phone, ...rest } = typed;
	const orNull = (text: string) => text.trim() || null;
	return {
		...rest,
		story: orNull(story),
		hamlet: hamlet || null,
		landmark: orNull(landmark),
		family_phone: orNull(family_phone),
		asked_by: typed.asker === 'self' ? null : { ...asked_by, may_name: asked_by.may_name === 'yes' }
	};
}

/** Fields of a question that are empty and may not be. */
export function missing(step: Step, typed: Typed): string[] {
	const own = typed.asker === 'self';
	const lacks: Record<Step, (string | false)[]> = {
		asker: [!typed.asker && 'asker'],
		what: [
			!typed.hardship && 'hardship',
			typed.hardship === 'other' && !typed.story.trim() && 'story'
		],
		wants: [typed.wants.length === 0 && 'wants'],
		where: [!typed.area && 'area', !typed.hamlet && !typed.landmark.trim() && 'landmark'],
		contact: [
			!typed.family_name.trim() && 'family_name',
			own && !typed.family_phone.trim() && 'family_phone',
			!own && !typed.asked_by.name.trim() && 'asked_by.name',
			!own && !typed.asked_by.phone.trim() && 'asked_by.phone',
			!own && !typed.asked_by.may_name && 'asked_by.may_name'
		],
		check: [!typed.consent && 'consent']
	};
	return lacks[step].filter((field) => field !== false);
}
