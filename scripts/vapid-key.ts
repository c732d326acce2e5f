/** Prints a new key for web push, to be kept as VAPID_KEY for good (docs/deploy.md). */
import { makeKey } from '../supabase/functions/_shared/push/keys.ts';

console.log(await makeKey());
