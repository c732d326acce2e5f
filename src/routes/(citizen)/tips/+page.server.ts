import { beforeWords } from '#lib/tips/before-words.ts';
import { allFloors } from '#lib/unit/floors.ts';
import { allOversight, snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	units: { ...snapshot.units, hamlets: [] },
	words: beforeWords(),
	floors: allFloors(),
	oversight: allOversight()
});
