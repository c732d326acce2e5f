/**
 * The floors of a build, read once by vite.config.ts: those of PUBLIC_UNIT_KEYS (JSON, a floor by unit code), else what the
 * snapshot has of each unit. Without either no floor is built in, and pages say so.
 */
import { existsSync, readFileSync } from 'node:fs';

type Floor = { lead: string; version: number; head: string | null };
type Known = { units?: { units?: { code: string; desk?: Floor | null }[] } };

const hex = /^[0-9a-f]{64}$/;

function isFloor(value: unknown): value is Floor {
	const { lead, version, head } = (value ?? {}) as Partial<Floor>;
	if (typeof lead !== 'string' || !hex.test(lead)) return false;
	if (version === 0) return head === null;
	return Number.isInteger(version) && version! > 0 && hex.test(head ?? '');
}

/** @throws Error that names the unit whose floor is none: a build with a wrong key would lock a unit out */
export function builtFloors(told: string | undefined, file: string): Record<string, Floor> {
	const floors: Record<string, unknown> = told ? parsed(told) : ofSnapshot(file);
	for (const [unit, floor] of Object.entries(floors))
		if (!/^\d{5}$/.test(unit) || !isFloor(floor))
			throw new Error(`PUBLIC_UNIT_KEYS: the floor of unit ${unit} is no floor.`);
	return floors as Record<string, Floor>;
}

function parsed(told: string): Record<string, unknown> {
	try {
		return Object(JSON.parse(told));
	} catch {
		throw new Error('PUBLIC_UNIT_KEYS is no JSON.');
	}
}

function ofSnapshot(file: string): Record<string, unknown> {
	if (!existsSync(file)) return {};
	const { units } = JSON.parse(readFileSync(file, 'utf8')) as Known;
	return Object.fromEntries(
		(units?.units ?? []).flatMap(({ code, desk }) => (desk ? [[code, desk]] : []))
	);
}
