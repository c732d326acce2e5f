/**
 * `npm run oversight`: for each unit, who reads tips about its own officers, here or, with DATABASE_URL, on Supabase.
 *
 *   npm run oversight -- <unit> <other unit>   lets the other unit read them
 *   npm run oversight -- <unit> --none         lets nobody
 *   --yes                                      does not ask before it writes
 */
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { asOwner } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { oversee } from './overseeing.ts';

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function ask(question: string): Promise<string> {
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
	try {
		return await Promise.race([terminal.question(question), ended]);
	} finally {
		terminal.close();
	}
}

await program(() =>
	asOwner((sql) =>
		oversee(sql, process.argv.slice(2), {
			...{ say, ask },
			elsewhere: Boolean(process.env.DATABASE_URL)
		})
	)
);
