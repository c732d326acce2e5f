import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { allowed, forbidden, imports, WALL } from './offences.ts';
import { rooms } from './walls.js';

const eslint = new ESLint();

/** Rules that `code` breaks as the content of `file`. */
async function broken(file: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: file });
	return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

describe('the walls of the house', () => {
	it.each(forbidden)('it is an error when %s', async (_who, file, code, rule) => {
		expect(await broken(file, code)).toContain(rule);
	});

	it.each(allowed)('it is no error when %s', async (_who, file, code) => {
		expect(await broken(file, code)).toEqual([]);
	});

	it.each(rooms)('nobody may import another room into %s', async (room) => {
		for (const other of rooms.filter((one) => one !== room)) {
			const ways = [
				`#lib/${other}/${other}.ts`,
				`../${other}/${other}.ts`,
				`../../lib/${other}/x.ts`
			];
			for (const way of ways) {
				expect(await broken(`src/lib/${room}/x.ts`, imports(way)), way).toContain(WALL);
			}
		}
	});
});
