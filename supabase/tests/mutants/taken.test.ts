/** Whoever reads a score of mutants reads of which migrations it is. */
import { expect, it } from 'vitest';
import { readMigrations } from '../../local/migrations.ts';
import { hashOf, outdated } from './taken.ts';

const whole = { killed: 7, counted: 8, equivalent: 1, versions: {}, at: '2026-11-27T16:46:29Z' };

it('a score of the migrations of today says nothing, one of others that it is older, and none that there is none', () => {
	const today = hashOf();
	expect(outdated({ ...whole, of: today }, today)).toBeNull();
	const [first, ...more] = readMigrations();
	const other = hashOf([{ ...first!, text: `${first!.text}\n` }, ...more]);
	expect(outdated({ ...whole, of: other }, today)).toMatch(
		/^the score of mutants, 7 of 8 on 2026-11-27, is one of older migrations/
	);
	expect(outdated(null, today)).toMatch(/^no whole run of mutants is on file/);
});
