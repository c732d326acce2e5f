/** What the file of a unit says otherwise than the portal, where its lead, or an operator, has changed something since. */
import type { ISql } from 'postgres';
import { formatWindow } from '../supabase/functions/_shared/days/format.ts';
import { fold } from '../supabase/functions/_shared/text/index.ts';
import { windowsOf, type UnitFile } from './unit-file.ts';

type Stands = {
	unit: Record<(typeof fields)[number], string | number | boolean | null>;
	desk: string | null;
	hamlets: { area: string; name: string }[];
	windows: { weekday: number; from: number; to: number }[];
};
const fields = [
	...([
		'name',
		'type',
		'police_name',
		'hotline',
		'hotline_sure',
		'address',
		'address_sure'
	] as const),
	...(['opening_hours', 'lat', 'lon'] as const)
];

/** A line for each thing of which file and portal say two things. Hamlets that only the portal has are a lead's, and no difference. */
export async function differing(tx: ISql, file: UnitFile): Promise<string[]> {
	const [row] = await tx<{ stands: Stands }[]>`
		select jsonb_build_object(
			'unit', to_jsonb(u), 'desk', s.oversight_desk, 'windows', unit.windows_of(u.code),
			'hamlets', coalesce((
				select jsonb_agg(jsonb_build_object('area', h.area, 'name', h.name))
				from unit.hamlets h join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
				where a.unit = u.code and h.closed_at is null
			), '[]')
		) as stands
		from unit.units u left join unit.settings s on s.unit = u.code where u.code = ${file.code}`;
	const { unit, desk, hamlets, windows } = row!.stands;
	const said = { ...file, ...file.point };
	const compare = (what: string, typed: unknown, stands: unknown) =>
		typed === stands
			? []
			: [`  ${what}: ${show(typed)} in the file, ${show(stands)} in the portal`];
	const there = new Set(hamlets.map(({ area, name }) => `${area} ${fold(name)}`));
	return [
		...fields.flatMap((field) => compare(field, said[field], unit[field])),
		...compare('windows', hours(windowsOf(file)), hours(windows)),
		...(file.oversight_desk ? compare('oversight_desk', file.oversight_desk, desk) : []),
		...file.areas.flatMap(({ code, hamlets: named }) =>
			named
				.filter(({ name }) => !there.has(`${code} ${fold(name)}`))
				.map(({ name }) => `  hamlet ${name} of ${code}: in the file alone`)
		)
	];
}

const show = (value: unknown) => (value === null || value === '' ? 'nothing' : String(value));

const hours = (windows: Stands['windows']) =>
	windows
		.toSorted((a, b) => a.weekday - b.weekday || a.from - b.from)
		.map((one) => `${one.weekday} ${formatWindow(one)}`)
		.join(', ');
