import type { Need } from '#contracts/booking.ts';
import { fold } from '#shared/text/index.ts';
import type { ListRow } from '#contracts/booking-lists.ts';

export type Service = ListRow['service'];

/** Words of sheets, without marks, for what a visit must know. The longer comes first: "ngồi được" is not "được". */
const needs: [Need, RegExp][] = [
	[
		'bedridden',
		/bedridden|nam liet|liet giuong|nam mot cho|khong ngoi (duoc|day)|khong di lai duoc|\bliet\b/g
	],
	['can_sit', /can_sit|ngoi duoc|con ngoi duoc|xe lan/g],
	[
		'hands',
		/\bhands\b|(tay|van tay|ngon tay) (bi )?(run|mon|mo|cut|co quap|tat)|(run|mon|cut|khong co) (van )?(tay|ngon)|khong lan tay/g
	],
	['hearing', /hearing|nghe kem|lang tai|nang tai|diec|khiem thinh|cam diec/g],
	['infection_risk', /infection_risk|truyen nhiem|de lay|lao phoi|benh lao|lay nhiem/g],
	['interpreter_hre', /interpreter_hre|(nguoi |tieng )?h[' ]?re\b|phien dich/g],
	[
		'disability',
		/disability|khuyet tat|tan tat|tat nguyen|chat doc da cam|khiem thi|\bmu\b|tam than|\bkt\b/g
	],
	[
		'illness',
		/illness|tai bien|ung thu|om dau|dau yeu|om yeu|benh (nang|tat|nen)?|om\b|suy than|chay than|dot quy/g
	],
	['old_age', /old_age|(nguoi )?(cao tuoi|gia yeu|gia ca|lon tuoi|gia)|neo don/g]
];
const nothing = /^(khong|ko|k|khong co|0|-|binh thuong|x)?$/;

const services: [Service, RegExp][] = [
	['reissue', /reissue|cap lai|mat the|bi mat|hong|that lac|lam mat/],
	['first', /\bfirst\b|cap moi|lan dau|chua (co|lam|cap)|cap lan dau|lam moi/],
	['renew', /renew|cap doi|\bdoi\b|het han|gia han|doi the/],
	['unsure', /unsure|khong ro|chua ro/]
];

/** The needs that a cell names, and whether it says something beside them, which then goes along as a note. */
export function readNeeds(typed: string): { needs: Need[]; rest: string } {
	const folded = fold(typed);
	if (nothing.test(folded)) return { needs: [], rest: '' };
	let left = folded;
	const found: Need[] = [];
	for (const [need, words] of needs) {
		const shorter = left.replace(words, ' ');
		if (shorter !== left) found.push(need);
		left = shorter;
	}
	const beside = left.replace(/\b(va|bi|nguoi|do|nen|rat|tuoi|yeu|\d+)\b|[^a-z0-9]+/g, ' ').trim();
	return { needs: found, rest: beside === '' ? '' : typed.trim() };
}

/** What the card is for; where the cell does not say, the officer who calls will ask. */
export function readService(typed: string): { service: Service; rest: string } {
	const folded = fold(typed);
	const found = services.find(([, words]) => words.test(folded));
	if (found) return { service: found[0], rest: '' };
	return { service: 'unsure', rest: nothing.test(folded) ? '' : typed.trim() };
}
