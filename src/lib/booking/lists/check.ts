import type { ListRow } from '#contracts/booking-lists.ts';
import { ageOn } from '#shared/days/index.ts';
import { parsePhone } from '#shared/phones/index.ts';
import { cleanLine, lengthOf, nameProblem } from '#shared/text/index.ts';
import { readBirth } from './births.ts';
import type { FieldName } from './columns.ts';
import type { Typed } from './extract.ts';
import { hamletOf, type Hamlet } from './hamlets.ts';
import { readNeeds, readService } from './meanings.ts';

/** What a good row says; its code is made when it is taken. */
export type Person = Omit<ListRow, 'lookup_hash'>;
export type Fault = { field: FieldName; code: string };
export type Checked = { typed: Typed; person: Person | null; faults: Fault[] };

/** `fallback`: where people live whose row names no hamlet. `today` is a day in Việt Nam. */
export type Where = { hamlets: readonly Hamlet[]; fallback: string | null; today: string };

/** Children younger than this get their card through VNeID; others below 14 need somebody to speak for them. */
const VNEID_UNDER = 6;
const REPRESENTED_UNDER = 14;

/** A row read and judged: a person to take, or every cell at fault. */
export function check(typed: Typed, where: Where): Checked {
	const faults: Fault[] = [];
	const fail = (field: FieldName, code: string) => void faults.push({ field, code });

	const name = properName(typed.name);
	if (isFormula(typed.name)) fail('name', 'formula');
	else {
		const problem = nameProblem(name) ?? (/\d{2}/.test(name) ? 'bad_characters' : null);
		if (problem) fail('name', problem);
	}
	const birth = readBirth(typed.birth, where.today);
	if ('fault' in birth) fail('birth', birth.fault);
	else {
		const { most } = ageOn(birth.birth, where.today);
		if (most < VNEID_UNDER) fail('birth', 'use_vneid');
		else if (most < REPRESENTED_UNDER) fail('birth', 'under_14');
	}
	const phone = firstPhone(typed.phone);
	if (phone === undefined) fail('phone', 'bad_phone');
	const hamlet = livesIn(typed.hamlet, where, fail);
	const { needs, rest: otherNeeds } = readNeeds(typed.needs);
	const { service, rest: otherService } = readService(typed.service);
	const short = (field: FieldName, text: string, most: number) => {
		if (isFormula(text)) fail(field, 'formula');
		if (lengthOf(text) > most) fail(field, 'too_long');
		return cleanLine(text) || null;
	};
	const address = short('address', typed.address, 200);
	const landmark = short('landmark', typed.landmark, 200);
	const note = short(
		'note',
		[typed.note, otherNeeds, otherService].filter(Boolean).join('; '),
		500
	);

	if (faults.length > 0 || !('birth' in birth) || hamlet === null || phone === undefined)
		return { typed, person: null, faults };
	const person: Person = {
		row: typed.line,
		hamlet,
		name,
		birth: birth.birth,
		phone,
		service,
		needs,
		address,
		landmark,
		note
	};
	return { typed, person, faults };
}

/** The result of a formula that Excel never worked out, one that CSV carries, or an error instead of a result. */
const isFormula = (text: string): boolean => /^[=@]|^\+(?=[a-z])|^#[A-Z]+[/!?]/i.test(text.trim());

/** NGUYỄN VĂN AN and nguyễn văn an are Nguyễn Văn An; what mixes both was typed with care. */
function properName(typed: string): string {
	const name = cleanLine(typed);
	if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name;
	return name
		.toLowerCase()
		.replace(/(^|[\s'-])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
}

/** Null: none was given. Undefined: something was, and no number is in it. */
function firstPhone(typed: string): string | null | undefined {
	const text = typed.trim();
	if (text === '' || /^(không|ko|k|không có|0|-)$/i.test(text)) return null;
	for (const one of [text, ...text.split(/[/;,]|\s-\s|\s{2,}/)]) {
		const parsed = parsePhone(one.trim());
		if ('phone' in parsed) return parsed.phone;
	}
	return undefined;
}

function livesIn(
	typed: string,
	{ hamlets, fallback }: Where,
	fail: (field: FieldName, code: string) => void
): string | null {
	const text = typed.trim();
	if (text === '') {
		if (fallback === null) fail('hamlet', 'required');
		return fallback;
	}
	const [found, ...others] = hamletOf(text, hamlets);
	if (!found) fail('hamlet', hamlets.length === 1 ? 'other_hamlet' : 'unknown_hamlet');
	else if (others.length > 0) {
		// One of those of the same name was chosen for the whole list.
		if ([found, ...others].some(({ id }) => id === fallback)) return fallback;
		fail('hamlet', 'two_hamlets');
		return null;
	}
	return found?.id ?? null;
}
