/**
 * What a build shows at once: the answers of the public doors, asked as anybody may ask. Written to
 * src/lib/unit/snapshot.json, which git does not see.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { asActor } from './actor.ts';
import { connect } from './bootstrap.ts';
import { nextFloors, type Floors, type Told, type Trust } from './floors.ts';
import { project } from './home.ts';

export const snapshotFile = join(project, 'src/lib/unit/snapshot.json');

/** Answers of `unit_public` and `booking_days`. */
export type Facts = { units: object; days: object };

/** The facts of a snapshot; their date stands in them. */
export async function readSnapshot(sql: Sql): Promise<Facts> {
	return asActor(sql, { role: 'anon' }, async (tx) => {
		const [row] = await tx<Facts[]>`
			select public.unit_public() as units, public.booking_days() as days`;
		return row!;
	});
}

/**
 * Asks the doors and writes the file in one move, with the floors that follow from those of the last site. Returns what
 * the doors said, and the floors.
 */
export async function writeSnapshot(
	url: string,
	trust: Trust = {}
): Promise<Facts & { floors: Floors }> {
	const sql = connect(url);
	try {
		const { units: said, days } = await readSnapshot(sql);
		const told = (said as { units: Told[] }).units;
		const floors = await nextFloors(sql, told, trust);
		const units = {
			...said,
			units: told.map((unit) => ({ ...unit, desk: floors[unit.code] ?? null }))
		};
		const half = `${snapshotFile}.${process.pid}`;
		writeFileSync(half, JSON.stringify({ units, days }, null, '\t') + '\n');
		renameSync(half, snapshotFile);
		return { units: said, days, floors };
	} finally {
		await sql.end();
	}
}
