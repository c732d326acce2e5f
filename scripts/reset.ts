/** `npm run reset`: removes the data folder, so that the next start begins anew. Never touches DATABASE_URL. */
import { rmSync } from 'node:fs';
import { databaseAccount } from '../supabase/local/account.ts';
import { openHome } from '../supabase/local/home.ts';
import { program } from '../supabase/local/program.ts';
import { demandAlone } from '../supabase/local/run-file.ts';

await program(async () => {
	const home = openHome(databaseAccount());
	demandAlone(home);
	rmSync(home, { recursive: true, force: true });
	process.stdout.write(`${home} is removed: the next \`npm start\` begins anew.\n`);
});
