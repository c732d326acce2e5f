/**
 * A unit made of the file of whoever runs the portal, with all that every unit begins with. What is there already stays: from then on
 * it is its lead's.
 */
import type { ISql, Sql } from 'postgres';
import { demandReads, lines, overseen, unitOf } from './overseen.ts';
import { Stop } from '../supabase/local/stop.ts';
import { fullName, windowsOf, type UnitFile } from './unit-file.ts';
import { differing } from './unit-differing.ts';

type Area = UnitFile['areas'][number];

/**
 * Makes the unit, or says what is there of it; areas that the file has more are added, since no page adds one. In one transaction.
 * Answers lines to print.
 * @throws Stop where the file and the portal cannot both be right; then nothing was written
 */
export function found(sql: Sql, file: UnitFile): Promise<string[]> {
	return sql.begin(async (tx) => {
		// Of two who make the same unit at once the second is told that it is there.
		await tx`lock table unit.units in share row exclusive mode`;
		const [known] = await tx<{ demo: boolean }[]>`
			select demo from unit.units where code = ${file.code}`;
		if (known?.demo)
			throw new Stop(
				`${file.code} is a unit of the demonstration here. A portal for residents stands on a database made by the migrations alone.`
			);
		const fresh = await unknown(tx, file);
		return known ? more(tx, file, fresh) : make(tx, file);
	}) as Promise<string[]>;
}

async function make(tx: ISql, file: UnitFile): Promise<string[]> {
	const { code, police_name } = file;
	await tx`insert into unit.units ${tx({
		...{ code, police_name, name: file.name, full_name: fullName(file), type: file.type },
		...{ hotline: file.hotline, hotline_sure: file.hotline_sure },
		...{ address: file.address, address_sure: file.address_sure },
		...{ opening_hours: file.opening_hours, ...file.point, demo: false }
	})}`;
	await addAreas(tx, file, file.areas);
	await tx`insert into unit.settings (unit) values (${code})`;
	for (const { weekday, from, to } of windowsOf(file))
		await tx`insert into unit.windows (unit, weekday, from_minute, to_minute)
			values (${code}, ${weekday}, ${from}, ${to})`;
	await tx`select unit.give_calendar(${code}), unit.give_clocks(${code}), queue.give_words(${code})`;
	const marks = await oversee(tx, file);
	const [given] = await tx<Record<string, number>[]>`
		select
			(select count(*)::int from unit.calendar_days where unit = ${code}) as days,
			(select count(*)::int from unit.clocks where unit = ${code}) as clocks,
			(select count(*)::int from queue.replies where unit = ${code}) as replies,
			(select count(*)::int from queue.checks where unit = ${code}) as checks`;
	return [
		`Made: ${police_name} (${code}).`,
		...file.areas.map((area) => `  ${told(area)}`),
		`  Windows in a week: ${windowsOf(file).length}. Days of the calendar: ${given!.days}. Clocks: ${given!.clocks}. Replies: ${given!.replies}. Checks: ${given!.checks}.`,
		...marks,
		`Next: npm run invite-lead -- ${code} <e-mail> <full name>`,
		...(await demonstration(tx))
	];
}

/** Who reads tips about its own officers: what `npm run oversight` refuses is refused here, and its marks are shown. */
async function oversee(tx: ISql, { code, oversight_desk }: UnitFile): Promise<string[]> {
	if (!oversight_desk)
		return [
			`  Tips about its own officers go to nobody: npm run oversight -- ${code} <other unit>, once that one has a signed list.`
		];
	const units = await overseen(tx);
	const desk = unitOf(units, oversight_desk);
	demandReads(desk, unitOf(units, code));
	await tx`update unit.settings set oversight_desk = ${desk.code} where unit = ${code}`;
	return [
		`  Tips about its own officers go to the unit below. Compare its two marks with /danh-sach-khoa.`,
		...lines(desk, units).map((line) => `  ${line}`)
	];
}

async function addAreas(tx: ISql, { code: unit }: UnitFile, areas: Area[]): Promise<void> {
	for (const area of areas) {
		const { code, valid_from, name, type, point } = area;
		await tx`insert into unit.areas ${tx({
			...{ code, valid_from, name, full_name: fullName(area), type, unit, ...point },
			coordinates: 'operator'
		})}`;
		for (const hamlet of area.hamlets)
			await tx`insert into unit.hamlets ${tx({
				...{ area: code, area_valid_from: valid_from, name: hamlet.name, ...hamlet.point },
				kind: hamlet.kind ?? (type === 'xã' ? 'thôn' : 'tổ dân phố')
			})}`;
	}
}

const told = ({ code, type, name, valid_from, hamlets }: Area) =>
	`${code} ${fullName({ type, name })}, since ${valid_from}, hamlets: ${hamlets.length}`;

/** The areas of the file that the portal does not have. @throws Stop where another unit serves one, or the same code means another place */
async function unknown(tx: ISql, { code: unit, areas }: UnitFile): Promise<Area[]> {
	const rows = await tx<
		{ code: string; since: string; old: boolean; unit: string; full_name: string }[]
	>`
		select code, to_char(valid_from, 'YYYY-MM-DD') as since, valid_to is not null as old, unit, full_name
		from unit.areas where code in ${tx(areas.map(({ code }) => code))}`;
	return areas.filter((area) => {
		const row = rows.find(
			({ code, since, old }) => code === area.code && (!old || since === area.valid_from)
		);
		if (!row) return true;
		if (row.unit === unit && row.since === area.valid_from && !row.old) return false;
		throw new Stop(
			`Nothing was written: area ${area.code} is ${row.full_name} here, since ${row.since}, and unit ${row.unit} serves it. ` +
				`The file says ${fullName(area)}, since ${area.valid_from}, served by ${unit}.`
		);
	});
}

async function more(tx: ISql, file: UnitFile, fresh: Area[]): Promise<string[]> {
	await addAreas(tx, file, fresh);
	const other = await differing(tx, file);
	return [
		`${file.police_name} (${file.code}) is there already. ${fresh.length > 0 ? 'Added:' : 'Nothing was written.'}`,
		...fresh.map((area) => `  ${told(area)}`),
		...(other.length > 0
			? ['Where the file says something else, the portal keeps what it has:', ...other]
			: ['The portal says what the file says.']),
		...(await demonstration(tx))
	];
}

async function demonstration(tx: ISql): Promise<string[]> {
	const rows = await tx<{ code: string }[]>`select code from unit.units where demo order by code`;
	if (rows.length === 0) return [];
	return [
		`WARNING: this database holds made-up units (${rows.map(({ code }) => code).join(', ')}), and every page says so. ` +
			'A portal for residents stands on a database made by the migrations alone.'
	];
}
