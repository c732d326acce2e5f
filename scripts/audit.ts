/**
 * `npm run audit [-- <unit>/<day>/<head> …]`: verifies the chain of reads of every unit, and both chains of its ledger with their tie,
 * here or, with DATABASE_URL, on Supabase; with heads that were copied by hand from the auditor's page or the public ledger, also that
 * nothing behind them was cut away or written anew. Ends with 1 when a chain is broken or a head is lost, with 0 when everything holds.
 */
import process from 'node:process';
import { asOwner } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { checkChain, keepVerified, notedOf } from './chain.ts';
import { checkLedger, ledgerVerdict } from './ledger.ts';

const usage = 'Say heads as they were copied: npm run audit -- <unit>/<yyyy-mm-dd>/<20 digits> …';

await program(async () => {
	const noted = process.argv.slice(2).map((text) => {
		const found = notedOf(text);
		if (!found) throw new Stop(usage);
		return found;
	});
	await asOwner(async (sql) => {
		const units = await sql<{ code: string; police_name: string }[]>`
			select code, police_name from unit.units order by code`;
		for (const { unit } of noted)
			if (!units.some(({ code }) => code === unit)) throw new Stop(`There is no unit ${unit}.`);
		let whole = true;
		for (const { code, police_name } of units) {
			const checked = await checkChain(sql, code, noted);
			await keepVerified(sql, checked);
			const { rows, broken } = checked;
			const ledger = await checkLedger(sql, code, noted);
			const lost = checked.lost.filter((head) => !ledger.found.includes(head));
			if (broken || lost.length > 0) whole = false;
			const verdict = broken
				? `BROKEN at row ${broken.seq} of ${broken.day}`
				: lost.length > 0
					? `does not lead to the head of ${lost.map(({ day }) => day).join(', ')}`
					: 'holds';
			process.stdout.write(`${code} ${police_name}: ${rows} rows, ${verdict}\n`);
			const wrong = ledgerVerdict(ledger);
			// A unit without a ledger; one whose ledger is gone still has the heads of its days.
			if (ledger.entries === 0 && !wrong) continue;
			if (wrong) whole = false;
			process.stdout.write(
				`  ledger: ${ledger.entries} entries, ${ledger.rows} published rows, ${wrong ?? 'holds'}\n`
			);
		}
		if (!whole) throw new Stop('What was written down is not as it was.');
		process.stdout.write('Every chain holds.\n');
	});
});
