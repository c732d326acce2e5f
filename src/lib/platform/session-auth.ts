/** Of the package this class alone: whoever asks for all of a package late gets all of it. */
export { AuthClient } from '@supabase/auth-js';
