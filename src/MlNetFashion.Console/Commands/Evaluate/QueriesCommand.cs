using System.CommandLine;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion queries</c>: questions about a catalogue whose answers are known from its attributes.</summary>
static class QueriesCommand
{
    public static Command Make(Terminal terminal)
    {
        var catalogue = new CatalogueOptions(("fashion-iq", SourceKind.FashionIq), ("fashion200k", SourceKind.Fashion200k));
        Option<string?> output = SharedOptions.Path("--out", "DIR", "Where the queries and the pictures that they show go.", required: true);
        Option<int> perKind = SharedOptions.Number("--per-kind", new QueryMakerOptions().PerKind, 1,
            "The most queries of each kind: attributes, title, composed, image and, of the sample catalogue, relative.");
        Option<int> relevant = SharedOptions.Number("--minimum-relevant", new QueryMakerOptions().MinimumRelevant, 1,
            "The fewest right answers that a query has, but for those that ask for a title.");
        Option<string?> protocol = new("--protocol")
        {
            Description = $"How Fashion IQ is measured: {string.Join(", ", FashionIqProtocol.All.Select(each => each.Rules.Name))}. "
                + "Only with --kind fashion-iq.",
            HelpName = "NAME",
        };
        Option<string[]> photos =
            new("--photos")
            {
                Description = "Folders or archives of Fashion IQ's photos, named by id, or of Fashion200k's, with the paths that its labels name; "
                    + "without them queries have words only.",
                HelpName = "SOURCE"
            };
        Option<string?> everyday = new("--everyday")
        {
            Description = "Instead of queries made of the catalogue the 363 everyday requests over footwear and apparel that come with the tool: "
                + "the first half, to work with, the second, to measure with, or all.",
            HelpName = "first|second|all",
        };
        everyday.AcceptOnlyFromAmong("first", "second", "all");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> json = SharedOptions.Json();
        var command = new ToolCommand("queries", "Make queries with known answers, to evaluate with: the same catalogue and seed give the same queries.",
            "queries --kind sample --out sample-queries",
            "queries fashioniq-text.tar.gz --kind fashion-iq --protocol val-split --photos photos/ --out fashion-iq",
            "queries fashion200k/ --kind fashion200k --photos women.tar.gz --out fashion200k-queries",
            "queries apparel.tar.gz footwear.tar.gz --csv styles.csv.gz --split held-out --duplicates duplicates.txt --out product-queries",
            "queries apparel.tar.gz footwear.tar.gz --csv styles.csv.gz --everyday second --out everyday-queries");
        catalogue.AddTo(command);
        foreach (Option option in (Option[])[output, protocol, photos, perKind, relevant, everyday, seed, lexicon, json])
            command.Add(option);
        return command.Does((parsed, cancellation) =>
        {
            (string? rules, string[] shown) = (parsed.GetValue(protocol), parsed.GetValue(photos) ?? []);
            QueryUnderstanding words = SharedOptions.Meanings(parsed.GetValue(lexicon)) is { } meanings ? new QueryUnderstanding(meanings)
                : QueryUnderstanding.Default;
            if (catalogue.Kind(parsed) == SourceKind.Fashion200k)
            {
                if (rules is not null)
                    throw new ArgumentException($"--protocol is for --kind fashion-iq; Fashion200k has one, {Fashion200kProtocol.Rules.Name}. Leave it out.");
                var queries200k = new Fashion200kQueries(catalogue.Sources(parsed), shown, words);
                WritePublished(terminal, "Fashion200k", rejected =>
                    [queries200k.Write(parsed.GetValue(output)!, rejected)], shown.Length > 0, parsed.GetValue(json));
                return ExitCode.Done;
            }

            if (catalogue.Kind(parsed) == SourceKind.FashionIq)
            {
                var queriesIq = new FashionIqQueries(catalogue.Sources(parsed), rules ?? FashionIqProtocol.Original.Rules.Name, shown, words);
                WritePublished(terminal, "Fashion IQ", rejected =>
                    queriesIq.Write(parsed.GetValue(output)!, rejected), shown.Length > 0, parsed.GetValue(json));
                return ExitCode.Done;
            }

            if (rules is not null || shown.Length > 0)
                throw new ArgumentException("--protocol is for --kind fashion-iq, and --photos for that and for fashion200k. Add it, or leave them out.");
            CatalogueRequest request = catalogue.Read(parsed);
            var maker = new QueryMaker(request.Reading is null ? QueryVocabulary.Sample : QueryVocabulary.Products, new QueryMakerOptions
            {
                PerKind = parsed.GetValue(perKind),
                MinimumRelevant = parsed.GetValue(relevant),
                Seed = parsed.GetValue(seed),
                Duplicates = request.Duplicates,
            });
            string folder = parsed.GetValue(output)!;
            var rejects = new RejectLog();
            IReadOnlyList<RetrievalQuery> queries =
                terminal.Work("Reading the catalogue", null, meter => Make(() => Watched(request.Read(rejects, cancellation), meter, cancellation)));
            if (queries.Count == 0)
            {
                string attributes = request.Reading is null ? "attributes of the sample catalogue" : "attributes articleType and baseColour";
                throw new InvalidDataException($"No query could be made: the catalogue's items lack titles and the {attributes}, "
                    + "or there are too few alike (--minimum-relevant).");
            }

            Report(terminal, queries, Path.Combine(folder, QueryFolder.FileName), parsed.GetValue(json));
            return ExitCode.Done;

            IReadOnlyList<RetrievalQuery> Make(Func<IEnumerable<CatalogueEntry>> gallery) => parsed.GetValue(everyday) is { } half
                ? QueryFolder.Write(folder, [.. EverydayRequest.All.Where(asked => half == "all" || asked.Half == half)], gallery)
                : QueryFolder.Write(folder, maker, gallery);
        });
    }

    static void WritePublished(
        Terminal terminal, string name, Func<RejectLog, IReadOnlyList<(string File, IReadOnlyList<RetrievalQuery> Queries, int Gallery)>> write,
            bool withPhotos, bool asJson)
    {
        using var rejects = new RejectLog();
        IReadOnlyList<(string File, IReadOnlyList<RetrievalQuery> Queries, int Gallery)> written = terminal.Work($"Reading {name}", null, _ => write(rejects));
        foreach ((string file, IReadOnlyList<RetrievalQuery> queries, int gallery) in written)
        {
            int shown = queries.Count(query => query.Image is not null);
            if (asJson)
            {
                terminal.WriteJson(json =>
                {
                    json.WriteString("queries", Path.GetFullPath(file));
                    json.WriteString("protocol", queries[0].Protocol);
                    json.WriteNumber("count", queries.Count);
                    json.WriteNumber("withPictures", shown);
                    json.WriteNumber("gallery", gallery);
                });
            }
            else
            {
                terminal.Output.WriteLine($"{queries.Count:N0} queries of the "
                    + $"protocol {queries[0].Protocol}, "
                    + $"{(withPhotos ? $"{shown:N0} with their picture, " : "words only, ")}for a gallery of {gallery:N0}, in {file}");
            }
        }

        foreach (string sentence in rejects.Summary())
            terminal.Note(sentence);
    }

    static void Report(Terminal terminal, IReadOnlyList<RetrievalQuery> queries, string path, bool asJson)
    {
        IGrouping<string?, RetrievalQuery>[] kinds = [.. queries.GroupBy(query => query.Kind)];
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("queries", Path.GetFullPath(path));
                json.WriteStartObject("kinds");
                foreach (IGrouping<string?, RetrievalQuery> kind in kinds)
                    json.WriteNumber(kind.Key!, kind.Count());
                json.WriteEndObject();
            });
            return;
        }

        terminal.Output.WriteLine($"{queries.Count:N0} queries ({string.Join(", ", kinds.Select(kind => $"{kind.Count():N0} {kind.Key}"))}) in {path}");
    }

    static IEnumerable<CatalogueEntry> Watched(IEnumerable<CatalogueEntry> entries, Meter meter, CancellationToken cancellation)
    {
        int read = 0;
        foreach (CatalogueEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++read % 100 == 0)
                meter.Report(read, $"{read:N0} items");
            yield return entry;
        }
    }
}
