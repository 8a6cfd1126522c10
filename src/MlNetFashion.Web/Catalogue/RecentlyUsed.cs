namespace MlNetFashion.Web;

/// <summary>So many values and no more: the one that was not asked for the longest goes first. Use one from many threads.</summary>
/// <param name="most">How many, 1 or more.</param>
sealed class RecentlyUsed<TKey, TValue>(int most)
    where TKey : notnull
    where TValue : class
{
    readonly Lock _lock = new();
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _places = [];
    readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>A value, which is then the one used last; null where there is none, or none any more.</summary>
    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)>? place))
                return null;
            _order.Remove(place);
            _order.AddLast(place);
            return place.Value.Value;
        }
    }

    /// <summary>All of them, the one used longest ago first.</summary>
    public TValue[] All()
    {
        lock (_lock)
            return [.. _order.Select(place => place.Value)];
    }

    /// <summary>Lets a value go.</summary>
    public void Remove(TKey key)
    {
        lock (_lock)
        {
            if (_places.Remove(key, out LinkedListNode<(TKey Key, TValue Value)>? place))
                _order.Remove(place);
        }
    }

    /// <summary>Keeps a value in the place of an earlier one.</summary>
    public void Keep(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_places.Remove(key, out LinkedListNode<(TKey Key, TValue Value)>? place))
                _order.Remove(place);
            else if (_places.Count == most)
            {
                _places.Remove(_order.First!.Value.Key);
                _order.RemoveFirst();
            }

            _places[key] = _order.AddLast((key, value));
        }
    }
}
