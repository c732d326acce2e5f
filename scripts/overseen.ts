/** Who reads tips about a unit's own officers: what stands, and what is refused. */
import type { ISql } from 'postgres';
import { SealedError } from '../src/lib/sealed/problem.ts';
import { Stop } from '../supabase/local/stop.ts';
import { groups, judgeList, type Desk } from './desk-list.ts';
import { unknownUnit } from './unknown-unit.ts';

type Row = {
	code: string;
	police_name: string;
	/** The unit that reads them; null: nobody. */
	desk: string | null;
	/** When that was set last, and by which role of the database; null where it never was. */
	at: Date | null;
	by: string | null;
	list: Desk | null;
};
export type Overseen = Omit<Row, 'list'> & {
	/** The list that this unit would read others' tips by. */
	list:
		| { state: 'none' }
		| { state: 'broken'; why: string }
		| ({ state: 'signed' | 'expired' } & Omit<ReturnType<typeof judgeList>, 'chain' | 'expired'>);
};

/** Every unit, with its desk and its own list, each signature checked as pages check it. */
export async function overseen(sql: ISql): Promise<Overseen[]> {
	const rows = await sql<Row[]>`
		select u.code, u.police_name, s.oversight_desk as desk, c.at, c.by, staff.desk_of(u.code, 0) as list
		from unit.units u
		left join unit.settings s on s.unit = u.code
		left join lateral (
			select x.at, x.by from unit.oversight_changes x where x.unit = u.code order by x.at desc limit 1
		) c on true
		order by u.code`;
	return rows.map((row) => ({ ...row, list: judged(row) }));
}

function judged({ code, list: desk }: Row): Overseen['list'] {
	if (!desk) return { state: 'none' };
	try {
		const { list, expired } = judgeList(desk, code);
		return { state: expired ? 'expired' : 'signed', list };
	} catch (error) {
		if (!(error instanceof SealedError)) throw error;
		return { state: 'broken', why: error.code };
	}
}

const named = ({ code, police_name }: Overseen) => `${code} ${police_name}`;
const day = (at: string | Date) => new Date(at).toISOString().slice(0, 10);
const again = 'Its lead signs it under "Thiết lập, Danh sách trực tin báo"';

/** The unit of a code. @throws Stop naming those there are */
export function unitOf(units: readonly Overseen[], code: string): Overseen {
	const found = units.find((unit) => unit.code === code);
	if (found) return found;
	throw unknownUnit(code, units);
}

/** What a page would refuse later, it is refused for now. @throws Stop that says what to do */
export function demandReads(desk: Overseen, unit: Overseen): void {
	const name = named(desk);
	if (desk.code === unit.code)
		throw new Stop(
			`Tips about officers of ${name} cannot go to ${name} itself: name another unit.`
		);
	const { list } = desk;
	if (list.state === 'none')
		throw new Stop(
			`${name} has no signed list, so nobody there could read. ${again}, then come back.`
		);
	if (list.state === 'broken')
		throw new Stop(
			`The list of ${name} does not hold (${list.why}): no page would seal to it. npm run doctor says more; call its lead.`
		);
	if (list.state === 'expired')
		throw new Stop(
			`The list of ${name} ran out on ${day(list.list.expires)}: no page seals to it. ${again} again, then come back.`
		);
}

/** A unit as lines to read: where such tips go, and the marks of its own list as the page /danh-sach-khoa shows them. */
export function lines(unit: Overseen, units: readonly Overseen[]): string[] {
	const { desk, at, by, list } = unit;
	const since = at ? `, since ${day(at)} (set by ${by})` : '';
	const goes = desk ? `go to ${named(unitOf(units, desk))}` : 'go to nobody';
	const said = [named(unit), `  Tips about its own officers ${goes}${since}.`];
	if (list.state === 'none') return [...said, '  Its own list: none was ever signed.'];
	if (list.state === 'broken') return [...said, `  Its own list does not hold (${list.why}).`];
	const { version, at: signed, expires, members, head, lead } = list.list;
	const ends = list.state === 'expired' ? 'RAN OUT on' : 'good until';
	return [
		...said,
		`  Its own list: ${version}, signed ${day(signed)}, ${ends} ${day(expires)}, officers: ${members.length}.`,
		`    Dấu của danh sách: ${groups(head)}`,
		`    Dấu khóa của chỉ huy ký lần sau: ${groups(lead)}`
	];
}
