using System.Net;

namespace MlNetFashion.Batch;

/// <summary>A host has an address of a private network, which a photo must not come from.</summary>
sealed class PrivateAddressException(string host, IPAddress address)
    : Exception($"{host} is at {address}, an address of a private network. Allow it with \"download\": {{ \"allowPrivate\": true }} if it is yours.");
