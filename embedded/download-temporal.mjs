// Lets the SDK download `temporal` into argv[2], version argv[3]. A process of its own: it can be ended when the host does not
// answer, and the SDK's runtime with its signal handlers stays out of ours.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [, , downloadDir, version] = process.argv;
const env = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir, version } },
});
await env.teardown();
