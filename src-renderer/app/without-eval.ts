// Imported before any schema is made: zod would try whether it may write its parsers as new functions, and the content
// security policy, which forbids that, would report the try on every start.
import { config } from 'zod';

config({ jitless: true });
