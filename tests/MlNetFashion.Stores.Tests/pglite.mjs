// PostgreSQL with pgvector on the port that is named, with a database in memory; says "ready" when it listens.
// All connections share its one session, and so its one unnamed statement. What a connection sends up to its Sync
// is therefore answered before another connection is heard.
import { createServer } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

// What a first message may ask for: a session, or encryption. Anything else asks to cancel, which cannot be done here.
const StartUp = 3 << 16, AskTls = 80877103, AskGss = 80877104;

const db = await PGlite.create({ extensions: { vector } });

function answer(socket, messages) {
  return db.runExclusive(async () => {
    for (const message of messages)
      await db.execProtocolRawStream(message, { onRawData: data => socket.writable && socket.write(Buffer.from(data)) });
  });
}

async function serve(socket) {
  socket.setNoDelay(true);
  let received = Buffer.alloc(0), isStarted = false, messages = [];
  for await (const data of socket) {
    received = Buffer.concat([received, data]);
    for (;;) {
      // A length of four bytes that counts itself, after a letter that says what it is; the first has no letter.
      const start = isStarted ? 1 : 0;
      if (received.length < start + 4 || received.length < start + received.readInt32BE(start))
        break;
      const size = start + received.readInt32BE(start);
      const message = new Uint8Array(received.subarray(0, size));
      const kind = isStarted ? String.fromCharCode(message[0]) : '', asked = isStarted ? StartUp : received.readInt32BE(4);
      received = received.subarray(size);
      if (asked === AskTls || asked === AskGss) {
        socket.write('N');
        continue;
      }
      if (asked !== StartUp || kind === 'X') {
        socket.end();
        return;
      }
      messages.push(message);
      // Parse, Bind, Describe, Execute, Close and Flush belong to what a Sync ends.
      if (!isStarted || !'PBDECH'.includes(kind))
        await answer(socket, messages.splice(0));
      isStarted = true;
    }
  }
}

createServer(socket => serve(socket).catch(() => socket.destroy()))
  .listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
// Ends with whoever started it, however that ended.
process.stdin.on('end', () => process.exit());
process.stdin.resume();
