/** `npm run test:crashes`: a town goes on writing while PostgreSQL falls, the edge functions are killed and the disk is full. */
import { longForm } from './long-form.ts';

await longForm('crashes under load', 'tests/crashes');
