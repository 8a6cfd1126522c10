// PostgreSQL with pgvector on the port that is named, with a database in memory; says "ready" when it listens.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const db = await PGlite.create({ extensions: { vector } });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: Number(process.argv[2]), maxConnections: 16 });
await server.start();
console.log('ready');
// Ends with whoever started it, however that ended.
process.stdin.on('end', () => process.exit());
process.stdin.resume();
