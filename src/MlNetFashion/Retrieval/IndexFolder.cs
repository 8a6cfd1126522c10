using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>An index's folder: the names of its files, opening, and clearing away what no manifest names.</summary>
static class IndexFolder
{
    public const string Embeddings = "embeddings", Items = "items", Thumbnails = "thumbnails", ThumbnailTable = "thumbnail-table";

    // A new index may replace the one being opened; it can hardly happen that often in a row.
    const int MostAttempts = 5;

    public static string Path(string folder, string generation, string section) => System.IO.Path.Combine(folder, $"{generation}.{section}");

    public static EmbeddingIndex Open(string folder)
    {
        for (int attempt = 1; ; attempt++)
        {
            IndexManifest manifest = IndexManifest.Read(folder);
            try
            {
                return Open(folder, manifest);
            }
            catch (FileNotFoundException e)
            {
                if (attempt == MostAttempts || IndexManifest.Read(folder).Generation == manifest.Generation)
                    throw new InvalidDataException($"The index in \"{folder}\" lacks the file \"{System.IO.Path.GetFileName(e.FileName)}\". "
                        + "Index the catalogue again.", e);
            }
        }
    }

    /// <summary>Deletes the files of a generation.</summary>
    public static void Delete(string folder, string generation) => Delete(folder, found => found == generation);

    /// <summary>Deletes the files of all generations but one: the index before, and what interrupted writers left.</summary>
    public static void DeleteAllBut(string folder, string generation) => Delete(folder, found => found != generation);

    static EmbeddingIndex Open(string folder, IndexManifest manifest)
    {
        // The larger file is read and hashed on another thread meanwhile.
        Task<EmbeddingMatrix> embeddings = Task.Run(() => ReadEmbeddings(Path(folder, manifest.Generation, Embeddings), manifest));
        ThumbnailStore? thumbnails = null;
        try
        {
            ItemTable items = ItemTable.Parse(IndexSectionReader.ReadAll(Path(folder, manifest.Generation, Items), manifest.Items), manifest.Roles);
            if (items.Count != manifest.Count)
                throw new InvalidDataException($"The index in \"{folder}\" has {manifest.Count:N0} embeddings but {items.Count:N0} items. "
                    + "Index the catalogue again.");
            if (manifest.Thumbnails is not null && manifest.ThumbnailTable is not null)
            {
                thumbnails = ThumbnailStore.Open(
                    Path(folder, manifest.Generation, Thumbnails), manifest.Thumbnails,
                    Path(folder, manifest.Generation, ThumbnailTable), manifest.ThumbnailTable, manifest.Count);
            }

            var description = new IndexDescription(manifest.ModelSha256, manifest.Preprocessing, manifest.Source,
                manifest.Created)
            { Items = manifest.Catalogue, Roles = manifest.Roles };
            return new EmbeddingIndex(description, embeddings.GetAwaiter().GetResult(), items, thumbnails);
        }
        catch
        {
            thumbnails?.Dispose();
            ((IAsyncResult)embeddings).AsyncWaitHandle.WaitOne();
            throw;
        }
    }

    static EmbeddingMatrix ReadEmbeddings(string path, IndexManifest manifest)
    {
        // The manifest's numbers agree with its lengths, and opening compares those with the file: this allocates what is on disk.
        using SafeFileHandle handle = IndexSectionReader.Open(path, manifest.Embeddings);
        var matrix = new EmbeddingMatrix(manifest.Count, manifest.Dimension);
        IndexSectionReader.Fill(handle, path, manifest.Embeddings, MemoryMarshal.AsBytes(matrix.All));
        int bad = matrix.FirstRowNotUnitLength();
        return bad < 0 ? matrix : throw new InvalidDataException($"\"{path}\" is damaged: row {bad} is not of unit length. Index the catalogue again.");
    }

    static void Delete(string folder, Func<string, bool> generation)
    {
        foreach (string section in (string[])[Embeddings, Items, Thumbnails, ThumbnailTable])
        {
            foreach (string path in Directory.EnumerateFiles(folder, $"*.{section}"))
            {
                string name = System.IO.Path.GetFileNameWithoutExtension(path);
                if (name.Length == IndexManifest.GenerationLength && name.All(char.IsAsciiHexDigitLower) && generation(name))
                    FileDoor.TryDelete(path);
            }
        }
    }
}
