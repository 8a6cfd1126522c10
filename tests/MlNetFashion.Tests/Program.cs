using MlNetFashion.Tests.Storage;
using MlNetFashion.Tests.Transforms;

// Tests of what must work in another process start this assembly as that process.
if (args is [ScoreSavedChain.Verb, var chain, var folder, var answers])
    ScoreSavedChain.Run(chain, folder, answers);
else if (args is [KilledWriter.Verb, var written, var last, var work])
    KilledWriter.Run(written, int.Parse(last), work);
