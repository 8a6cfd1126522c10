using System.CommandLine;

return new RootCommand("Multimodal fashion search: say or show what you want, see what was understood, get the nearest items.").Parse(args).Invoke();
