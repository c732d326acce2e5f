/** `npm run test:backup`: a backup is made, its persons erased, and it is restored into a new cluster, down to the bytes. */
import { longForm } from './long-form.ts';

await longForm('backup and restore, long form', 'tests/stack/backup.test.ts');
