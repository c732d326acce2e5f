/** `npm run matrix`: writes the lists of who may do what anew, from the catalogue of a fresh database. Read the diff before it is committed. */
import setup from '../supabase/local/testing-server.ts';
import { lists, readMatrix } from '../supabase/tests/matrix/catalogue.ts';
import { withRealtime } from '../supabase/tests/matrix/ground.ts';
import { drawn, everybody, knock } from '../supabase/tests/matrix/knocking.ts';
import { commit } from '../supabase/tests/matrix/lists.ts';

const end = await setup();
try {
	const db = await withRealtime();
	try {
		const matrix = await readMatrix(db.sql);
		for (const list of lists) commit(list, matrix[list]);
		const { columns } = await everybody(db);
		const told = await db.sql.begin((tx) => knock(tx, columns));
		commit('doors', drawn(told, Object.keys(columns)));
		const counts = lists.map((list) => `${list} ${matrix[list].length}`);
		process.stdout.write(
			`Lines: ${counts.join(', ')}, doors ${told.length / Object.keys(columns).length}.\n`
		);
	} finally {
		await db.drop();
	}
} finally {
	await end();
}
